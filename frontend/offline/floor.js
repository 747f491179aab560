// Says in plain words that the browser is too old. Written so that the oldest browser can read it.
(function () {
  // A function that throws and catches, and a function over a reference: what Python's engine is compiled to.
  var throwing = [
    0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 8, 1, 6, 0, 6, 64, 25, 11, 11,
  ];
  var reference = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 1, 111, 0];

  // Compiled, not only found right: an older browser would not take this page's leave to compile.
  function compiles(bytes) {
    return new WebAssembly.Module(new Uint8Array(bytes)) instanceof WebAssembly.Module;
  }

  function isEnough() {
    try {
      return (
        typeof WebAssembly === "object" &&
        typeof BigInt64Array === "function" &&
        typeof DecompressionStream === "function" &&
        typeof Promise === "function" &&
        compiles(throwing) &&
        compiles(reference)
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
