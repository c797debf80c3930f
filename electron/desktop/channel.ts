// The one channel between the preload and the main process.
export const CHANNEL = 'lab:frame'
