/** The tests that judge mutants: those of the layers that are mutated, without what runs the built program. */
const { jest } = require('../../package.json');

module.exports = { ...jest, rootDir: '../..', roots: ['<rootDir>/test/core', '<rootDir>/test/app'], maxWorkers: 1 };
