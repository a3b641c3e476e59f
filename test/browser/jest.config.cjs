const { jest } = require('../../package.json');

/**
 * The tests of the explorer's page in a browser. They stand beside the others because they need one, and because browsers
 * and servers of their own take the machine for themselves.
 */
module.exports = {
  ...jest,
  rootDir: '../..',
  roots: ['<rootDir>/test/browser'],
  testPathIgnorePatterns: [],
};
