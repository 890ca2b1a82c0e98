export { capitalise, createFormat, type Format } from './createFormat';
export { FormatRoom, useRoomFormat } from './FormatRoom';
export { useFormat } from './useFormat';
export { useNow } from './useNow';
