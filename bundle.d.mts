import type { BuildOptions } from 'esbuild';

export const root: string;
/** Packages that stay outside the bundle. */
export const outside: string[];
export const bundle: BuildOptions;
export const extensionBundle: BuildOptions;
export const pages: BuildOptions;
