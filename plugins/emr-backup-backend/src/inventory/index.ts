export * from './records';
export * from './assemble';
export * from './InventoryStore';
export * from './ClinicFinder';
export * from './CatalogInventory';
