// Builds the screens into dist/web; the server serves them from there.
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: "../dist/web",
    emptyOutDir: true,
    target: "es2023",
    // Inlined images would need `data:` sources; every asset stays a file.
    assetsInlineLimit: 0,
    reportCompressedSize: true,
  },
});
