/** The channel on which a page's preload says that its scan screen opened (true) or closed (false). */
export const CAMERA_CHANNEL = 'camera.open'
