/** A program's bytes as text: byte order mark and coding cookie, as PEP 263 has them. */

const COOKIE = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/;

/** The text of a source file.  Latin-1 where its first two lines say so, else UTF-8. */
export function decodeSource(bytes: Buffer): string {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.toString('utf8', 3);
  const head = bytes.toString('latin1', 0, 400).split(/\r?\n/, 2);
  const name = head.map(line => COOKIE.exec(line)?.[1]).find(Boolean) ?? 'utf-8';
  return /^(latin-?1|iso-?8859-?1|iso-latin-1|l1)$/i.test(name)
    ? bytes.toString('latin1')
    : bytes.toString('utf8');
}
