// Our look, told to the component library: warm neutrals, one accent, roomy targets.
import { createTheme } from "@mantine/core";
import type { MantineColorsTuple } from "@mantine/core";

/** The accent: the colour of a deep lake, far enough from the green that admits. */
const lake: MantineColorsTuple = [
  "#eaf4f5",
  "#d6e8eb",
  "#aed1d8",
  "#82b8c3",
  "#5ca3b1",
  "#3d8c9c",
  "#23758a",
  "#0f5566",
  "#0b4554",
  "#063542",
];

const stone: MantineColorsTuple = [
  "#faf8f5",
  "#f3efe9",
  "#e8e2d9",
  "#d9d1c5",
  "#c0b6a7",
  "#948a7d",
  "#6b6359",
  "#544d45",
  "#3a352f",
  "#23201c",
];

const ember: MantineColorsTuple = [
  "#f1ece4",
  "#cfc7bb",
  "#b0a79b",
  "#8f867a",
  "#4a443c",
  "#38332c",
  "#2a2621",
  "#211e1a",
  "#191613",
  "#120f0d",
];

export const theme = createTheme({
  colors: { lake, gray: stone, dark: ember },
  primaryColor: "lake",
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  black: "#23201c",
  fontFamily:
    'ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif',
  fontFamilyMonospace:
    'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace',
  headings: {
    fontWeight: "650",
    sizes: {
      h1: { fontSize: "1.75rem", lineHeight: "1.2" },
      h2: { fontSize: "1.25rem", lineHeight: "1.3" },
      h3: { fontSize: "1.0625rem", lineHeight: "1.35" },
    },
  },
  radius: { xs: "4px", sm: "6px", md: "10px", lg: "14px", xl: "20px" },
  spacing: { xs: "8px", sm: "12px", md: "16px", lg: "24px", xl: "32px" },
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
  // Written as plain objects: what the first page does not use is then not loaded with it.
  components: {
    Button: {
      vars: (_theme: unknown, props: { size?: string }) => ({
        root: { "--button-height": props.size === "xs" ? "34px" : "44px" },
      }),
    },
    Input: { vars: () => ({ wrapper: { "--input-height": "44px" } }) },
    Menu: { defaultProps: { shadow: "md", radius: "lg" } },
    Modal: { defaultProps: { radius: "lg", centered: true } },
    Paper: { defaultProps: { radius: "lg" } },
    Skeleton: { defaultProps: { radius: "md" } },
    Tooltip: {
      defaultProps: {
        withArrow: true,
        openDelay: 250,
        events: { hover: true, focus: true, touch: true },
      },
    },
  },
});
