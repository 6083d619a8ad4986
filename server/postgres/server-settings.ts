// How the embedded PostgreSQL is set: given at each start, so that a new version of ours brings its own.
import type { Address } from "./address.ts";

const SETTINGS: Readonly<Record<string, string>> = {
  // An answered command is on the disk. Never weaker.
  fsync: "on",
  full_page_writes: "on",
  synchronous_commit: "on",

  max_connections: "60",
  shared_buffers: "128MB",
  jit: "off",

  // Few, spread checkpoints; at most this much to go through again after a crash.
  max_wal_size: "2GB",
  checkpoint_timeout: "10min",
  checkpoint_completion_target: "0.9",
  wal_compression: "on",

  timezone: "UTC",
  log_timezone: "UTC",
  datestyle: "ISO, YMD",

  // Values of rows stay out of the log: they name people.
  log_error_verbosity: "terse",
  log_min_error_statement: "panic",
  log_min_messages: "warning",
  log_checkpoints: "off",
  log_line_prefix: "%m [%p] ",
};

export function serverArguments(
  cluster: string,
  address: Address,
  changes: Readonly<Record<string, string>>,
): string[] {
  const listening: Record<string, string> =
    address.kind === "socket"
      ? {
          listen_addresses: "",
          unix_socket_directories: address.folder,
          unix_socket_permissions: "0700",
        }
      : { listen_addresses: "127.0.0.1", unix_socket_directories: "" };
  const settings = { ...SETTINGS, ...changes, ...listening, port: String(address.port) };
  return [
    ["-D", cluster],
    ...Object.entries(settings).map(([name, value]) => ["-c", `${name}=${value}`]),
  ].flat();
}
