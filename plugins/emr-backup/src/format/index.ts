export { capitalise, createFormat, type Format } from './createFormat';
export { useFormat } from './useFormat';
export { useNow } from './useNow';
