/** The chooser is of the base, because the demo clinic is made by it, too; tests go on finding it here. */
export { SeededChooser } from '../base/seeded-chooser.ts';
