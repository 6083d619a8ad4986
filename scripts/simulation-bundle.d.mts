export interface Patch {
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

export function openBundleFolder(): { readonly folder: string; readonly clear: () => void };
export function bundleSimulation(
  folder: string,
  what: {
    readonly name: string;
    readonly isSmall?: boolean;
    readonly patches?: readonly Patch[];
  },
): Promise<string>;
