/** Platforms with ONNX Runtime, and `universal` for all others. */
export const platforms: readonly string[];
/** The platform of this machine. */
export const thisPlatform: string;
/** Paths in the `.vsix` of a platform, and the file that each is taken from; without package.json and README.md. */
export function contents(platform: string): Map<string, string>;
/** Packs one platform into a folder and returns the path of the `.vsix`. */
export function packageExtension(platform: string, folder: string): Promise<string>;
