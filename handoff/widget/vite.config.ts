import { defineConfig } from "vitest/config";

// One classic script that runs in WeChat's web-view and on any host page: no module loader, no second request.
export default defineConfig({
  esbuild: { jsx: "automatic", jsxImportSource: "preact", legalComments: "none" },
  build: {
    target: ["es2017", "safari11"],
    cssTarget: ["chrome61", "safari11"],
    outDir: "dist",
    emptyOutDir: true,
    sourcemap: false,
    lib: { entry: "src/widget.tsx", name: "GuanjiaWidget", formats: ["iife"], fileName: () => "widget.js" },
  },
  test: { environment: "happy-dom", include: ["tests/**/*.test.{ts,tsx}"], restoreMocks: true },
});
