// Where the screens begin: providers around the one app.
import "@mantine/core/styles.css";
import "./look.css";
import { MantineProvider, localStorageColorSchemeManager } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { must } from "../../domain/assert.ts";
import { createQueryClient } from "../api/query-client.ts";
import { App } from "./app.tsx";
import { keepPage } from "./keep-page.ts";
import { preloadScreen } from "./routes.tsx";
import { theme } from "./theme.ts";

preloadScreen(location.pathname);
keepPage();
const queries = createQueryClient();
const colorScheme = localStorageColorSchemeManager({ key: "av-color-scheme" });

createRoot(must(document.getElementById("root"), "place for the app")).render(
  <StrictMode>
    <MantineProvider theme={theme} colorSchemeManager={colorScheme} defaultColorScheme="auto">
      <QueryClientProvider client={queries}>
        <App />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
