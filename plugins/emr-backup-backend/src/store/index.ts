export { filesystemStoreFactory } from './FilesystemStore';
export { StoreRegistry } from './StoreRegistry';
