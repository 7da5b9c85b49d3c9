// WebAssembly modules as lists of sections, for the scripts that make them smaller.

// A module is a list of sections: a number, a length, and bytes.
export function leb(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return [value, at];
  }
}

export function unsigned(value) {
  const bytes = [];
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) + 128);
  return Buffer.from([...bytes, value]);
}

export const text = (string) => Buffer.concat([unsigned(Buffer.byteLength(string)), Buffer.from(string)]);

export function sections(bytes) {
  const found = [];
  for (let at = 8; at < bytes.length; ) {
    const [length, start] = leb(bytes, at + 1);
    found.push({ kind: bytes[at], body: bytes.subarray(start, start + length) });
    at = start + length;
  }
  return found;
}

export function join(list) {
  const parts = list.flatMap(({ kind, body }) => [Buffer.from([kind]), unsigned(body.length), body]);
  return Buffer.concat([Buffer.from("\0asm\x01\0\0\0", "latin1"), ...parts]);
}
