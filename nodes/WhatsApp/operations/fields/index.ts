export * from './answer';
export * from './ids';
export * from './kinds';
export * from './list';
export * from './media';
export * from './sending';
