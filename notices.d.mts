/** The text of THIRD_PARTY_NOTICES. */
export function notices(): Promise<string>;
