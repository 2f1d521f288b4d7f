const NUMBER = '(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)'
const IPV4 = new RegExp(`^${NUMBER}\\.${NUMBER}\\.${NUMBER}\\.${NUMBER}$`)

/**
 * Whether `host` is an IPv4 address, written in the usual way, of this computer or of a network that the internet does not reach (RFC 1918, RFC 3927). What a shop prints
 * names patients, so no printer lies elsewhere; and a name is none, because whoever answers for names could lead it anywhere.
 */
export function isPrivateAddress(host: string): boolean {
  const [first = -1, second = -1] = IPV4.exec(host)?.slice(1).map(Number) ?? []
  return (
    first === 10 ||
    first === 127 ||
    (first === 172 && second >= 16 && second <= 31) ||
    (first === 192 && second === 168) ||
    (first === 169 && second === 254)
  )
}
