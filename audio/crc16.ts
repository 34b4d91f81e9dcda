/** The checksum of LAME's tag: CRC-16 with the polynomial 0x8005, bits reversed, from 0. */
export function crc16(bytes: Uint8Array, crc = 0): number {
  let value = crc;
  for (let at = 0; at < bytes.length; at++) {
    value = (value >> 8) ^ (table[(value ^ (bytes[at] as number)) & 0xff] as number);
  }
  return value;
}

const table = Uint16Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >> 1) ^ 0xa001 : value >> 1;
  return value;
});
