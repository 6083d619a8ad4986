// The browser that the screens are tested in, and the flags it starts with.
export { browserFlags, findBrowser } from "../../scripts/find-browser.mjs";
