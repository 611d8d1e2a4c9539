/**
 * The only door to Temporal. The package hands out the platform's own Temporal where there is one, so the day every
 * supported runtime has it, this file becomes a re-export of the global and the dependency goes.
 */
export { Temporal } from 'temporal-polyfill';
