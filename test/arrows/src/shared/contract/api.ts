export interface Api {}
