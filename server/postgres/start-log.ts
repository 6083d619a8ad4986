/** What the launcher tells whoever runs the server; any pino logger will do. */
export interface StartLog {
  info(message: string): void;
  warn(message: string): void;
}
