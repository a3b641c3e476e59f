const { jest } = require('../../package.json');

/**
 * The tests that judge mutants: those of the layer that is mutated. They start with each mutant, so they start what they
 * need and no more: core's tests need nothing, app's need the embedded services, and no test here runs the built program.
 */
const layer = process.env.MUTATED_LAYER;
const services = { globalSetup: '<rootDir>/test/jest/start-services.mjs', globalTeardown: jest.globalTeardown };
const nothing = { globalSetup: undefined, globalTeardown: undefined };

module.exports = {
  ...jest,
  ...(layer === 'core' ? nothing : services),
  rootDir: '../..',
  roots: [`<rootDir>/test/${layer}`],
  maxWorkers: 1,
};
