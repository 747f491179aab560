// Says in plain words that the browser is too old. Written so that the oldest browser can read it.
(function () {
  // A function that throws and catches, and a function over a reference: what Python's engine is compiled to.
  var throwing = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 8, 1, 6, 0, 6, 64, 25, 11, 11];
  var reference = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 1, 111, 0];

  function isEnough() {
    try {
      return (
        typeof WebAssembly === "object" &&
        typeof BigInt64Array === "function" &&
        typeof DecompressionStream === "function" &&
        typeof Promise === "function" &&
        WebAssembly.validate(new Uint8Array(throwing)) &&
        WebAssembly.validate(new Uint8Array(reference))
      );
    } catch (error) {
      return false;
    }
  }

  if (!isEnough()) {
    document.documentElement.className = "too-old";
    document.getElementById("too-old").removeAttribute("hidden");
  }
})();
