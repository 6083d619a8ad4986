// Builds the screens into dist/web; the server serves them from there under a strict
// Content-Security-Policy: nothing inline, neither scripts nor `data:` assets.
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  root: "web",
  plugins: [react()],
  build: {
    outDir: "../dist/web",
    emptyOutDir: true,
    target: "es2022",
    // Browsers that know `light-dark()` themselves: its stand-in does not see the chosen scheme.
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    sourcemap: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // Mantine marks its files "use client" for servers that render; here that says nothing.
      onLog: (level, log, pass) => {
        if (log.code !== "MODULE_LEVEL_DIRECTIVE") pass(level, log);
      },
    },
  },
});
