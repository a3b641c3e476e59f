// Jest runs a test file in a realm of its own, whose `Error` is not the one that Node.js's errors are made by. The SDK,
// which asks `instanceof Error`, would take a broken connection for something else that was thrown, and not try again. In
// here `instanceof Error` is true of the errors of every realm, as it is outside of jest.
const { isNativeError } = require('node:util').types;

const ordinary = Function.prototype[Symbol.hasInstance];

Object.defineProperty(Error, Symbol.hasInstance, {
  value(candidate) {
    return ordinary.call(this, candidate) || (this === Error && isNativeError(candidate));
  },
});
