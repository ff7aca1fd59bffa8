import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

export default defineConfig(({ mode }) => ({
  plugins: [react(), ...(mode === "fake" ? [fakeEntry()] : [])],
  build: { target: "safari16", outDir: "dist", emptyOutDir: true, chunkSizeWarningLimit: 900 },
  server: { port: 1420, strictPort: true },
  test: {
    environment: "jsdom",
    setupFiles: ["src/testing/setup.ts"],
    testTimeout: 30_000,
    include: ["src/**/*.test.{ts,tsx}"],
    css: { include: /theme/ },
  },
}));

/** Starts the app with made-up data (`npm run preview:fake`). A build never comes here, so none of it is shipped. */
function fakeEntry(): Plugin {
  return {
    name: "fake-entry",
    transformIndexHtml: (html) => html.replace("/src/main.tsx", "/src/fake.tsx"),
  };
}
