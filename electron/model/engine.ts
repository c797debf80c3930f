// The number that packs name when they say which Lab 501 they were made for. It is the program's own version.
export const ENGINE_VERSION = '0.1.0'
