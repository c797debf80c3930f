// The Huffman code of HPACK (RFC 7541 §5.2, Appendix B). It is canonical: the lengths say it all.

/** Octets by the length of their code in bits, each row in ascending order. 256 stands for the end of a string. */
const BY_LENGTH: readonly (readonly [bits: number, octets: readonly number[]])[] = [
  [5, [48, 49, 50, 97, 99, 101, 105, 111, 115, 116]],
  [6, [32, 37, 45, 46, 47, 51, 52, 53, 54, 55, 56, 57, 61, 65, 95, 98, 100, 102, 103, 104, 108, 109, 110, 112, 114, 117]],
  [7, [58, ...run(66, 87), 89, 106, 107, 113, 118, 119, 120, 121, 122]],
  [8, [38, 42, 44, 59, 88, 90]],
  [10, [33, 34, 40, 41, 63]],
  [11, [39, 43, 124]],
  [12, [35, 62]],
  [13, [0, 36, 64, 91, 93, 126]],
  [14, [94, 125]],
  [15, [60, 96, 123]],
  [19, [92, 195, 208]],
  [20, [128, 130, 131, 162, 184, 194, 224, 226]],
  [21, [153, 161, 167, 172, 176, 177, 179, 209, 216, 217, 227, 229, 230]],
  [22, [129, 132, 133, 134, 136, 146, 154, 156, 160, 163, 164, 169, 170, 173, 178, 181, 185, 186, 187, 189, 190, 196, 198, 228, 232, 233]],
  [23, [1, 135, ...run(137, 141), 143, 147, ...run(149, 152), 155, 157, 158, 165, 166, 168, 174, 175, 180, 182, 183, 188, 191, 197, 231, 239]],
  [24, [9, 142, 144, 145, 148, 159, 171, 206, 215, 225, 236, 237]],
  [25, [199, 207, 234, 235]],
  [26, [192, 193, 200, 201, 202, 205, 210, 213, 218, 219, 238, 240, 242, 243, 255]],
  [27, [203, 204, 211, 212, 214, 221, 222, 223, 241, ...run(244, 248), ...run(250, 254)]],
  [28, [...run(2, 8), 11, 12, ...run(14, 21), ...run(23, 31), 127, 220, 249]],
  [30, [10, 13, 22, 256]],
]
const END = 256

/** A number is the next node; an octet is kept as -1 minus it. */
const TREE: [number, number][] = grow()

/** @returns the text, one character for each octet, or undefined when the bits are no Huffman code. */
export function huffmanText(bytes: Buffer): string | undefined {
  const octets: number[] = []
  let node = 0
  let bits = 0
  let isAllOnes = true
  for (const byte of bytes) {
    for (let shift = 7; shift >= 0; shift -= 1) {
      const bit = (byte >> shift) & 1
      const next = TREE[node]?.[bit as 0 | 1] ?? 0
      bits += 1
      isAllOnes &&= bit === 1
      node = next
      if (next >= 0) continue
      if (-1 - next === END) return undefined
      octets.push(-1 - next)
      node = 0
      bits = 0
      isAllOnes = true
    }
  }
  // Padding is the beginning of the end's code, and shorter than an octet (RFC 7541 §5.2).
  return bits < 8 && isAllOnes ? Buffer.from(octets).toString('latin1') : undefined
}

function grow(): [number, number][] {
  const tree: [number, number][] = [[0, 0]]
  let code = 0
  let length = 0
  for (const [bits, octets] of BY_LENGTH) {
    code *= 2 ** (bits - length)
    length = bits
    for (const octet of octets) {
      plant(tree, code, bits, octet)
      code += 1
    }
  }
  return tree
}

function plant(tree: [number, number][], code: number, bits: number, octet: number): void {
  let node = 0
  for (let shift = bits - 1; shift >= 0; shift -= 1) {
    const pair = tree[node] ?? [0, 0]
    const bit = ((code >> shift) & 1) as 0 | 1
    if (shift === 0) pair[bit] = -1 - octet
    else if (pair[bit] === 0) {
      pair[bit] = tree.length
      tree.push([0, 0])
    }
    node = pair[bit]
  }
}

function run(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, at) => from + at)
}
