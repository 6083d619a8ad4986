// Sets the colour scheme before the first paint, so that a dark room is never flashed white.
(function () {
  var chosen = null;
  try {
    chosen = localStorage.getItem("av-color-scheme");
  } catch (_blocked) {
    chosen = null;
  }
  var isDark =
    chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.setAttribute("data-mantine-color-scheme", isDark ? "dark" : "light");
})();
