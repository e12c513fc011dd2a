// Sets of exercises as the server sends them: base64, one bit an exercise, or "all".

/** A function that tells whether exercise n is in the set. */
export function members(text) {
  if (text === "all") return () => true;
  const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  return (n) => ((bytes[n >> 3] >> (n & 7)) & 1) === 1;
}
