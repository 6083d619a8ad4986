// Rows of text as a table: for a terminal, and for Markdown.

export type Cells = readonly string[];

/** Columns as wide as their widest cell. */
export function renderTable(head: Cells, rows: readonly Cells[]): string {
  const widths = head.map((cell, column) =>
    Math.max(...[cell, ...rows.map((row) => row[column] ?? "")].map((text) => [...text].length)),
  );
  const line = (cells: Cells): string =>
    cells
      .map((cell, column) => cell + " ".repeat((widths[column] ?? 0) - [...cell].length))
      .join("  ")
      .trimEnd();
  const rule = widths.map((width) => "─".repeat(width)).join("  ");
  return [line(head), rule, ...rows.map(line)].join("\n");
}

export function renderMarkdownTable(head: Cells, rows: readonly Cells[]): string {
  const line = (cells: Cells): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
