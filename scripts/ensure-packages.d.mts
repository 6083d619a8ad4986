interface LockedPackage {
  readonly version: string;
  readonly optional?: boolean;
}

export function ensurePackages(): Promise<void>;
export function refuseOldNode(version: string): void;
/** True when every package is there in the version asked for. */
export function hasAllPackages(
  asked: Readonly<Record<string, LockedPackage>>,
  present: Readonly<Record<string, LockedPackage>>,
): boolean;
