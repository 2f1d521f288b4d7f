/** The one channel between preload and shell: the preload asks with it, once per load, and its port comes back on it. */
export const PORT_CHANNEL = 'station.port'
