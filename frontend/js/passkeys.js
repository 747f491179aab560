// Passkeys: the browser signs, a form of the page carries the answer. Without them everything else still signs in.
export function startPasskeys() {
  const forms = document.querySelectorAll("form[data-passkey]");
  if (!forms.length) return;
  if (!window.PublicKeyCredential || !window.isSecureContext) {
    document.querySelectorAll("[data-passkey-missing]").forEach((each) => (each.hidden = false));
    return;
  }
  for (const form of forms) {
    form.hidden = false;
    const way = form.closest("[data-passkey-way]");
    if (way) way.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      sign(form).catch((error) => {
        console.info(error.name);
        const failed = form.querySelector("[data-passkey-failed]");
        if (failed) failed.hidden = false;
      });
    });
  }
}

async function sign(form) {
  const kind = form.dataset.passkey;
  const asked = kind === "sign-in" ? await ask(form.action) : written(form.dataset.passkeyOptions);
  const credential =
    kind === "add"
      ? await navigator.credentials.create({ publicKey: toCreate(asked.creation_options.publicKey) })
      : await navigator.credentials.get({ publicKey: toProve(asked.request_options.publicKey) });
  form.elements.credential.value = JSON.stringify(asText(credential));
  form.submit();
}

async function ask(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error("no options");
  return answer.json();
}

const written = (id) => JSON.parse(document.getElementById(id).textContent);

function toCreate(options) {
  return {
    ...options,
    challenge: toBytes(options.challenge),
    user: { ...options.user, id: toBytes(options.user.id) },
    excludeCredentials: known(options.excludeCredentials),
    // a passkey that signs in by itself: kept by the device, opened by its holder
    authenticatorSelection: {
      ...options.authenticatorSelection,
      residentKey: "required",
      requireResidentKey: true,
      userVerification: "required",
    },
  };
}

function toProve(options) {
  return { ...options, challenge: toBytes(options.challenge), allowCredentials: known(options.allowCredentials) };
}

const known = (list = []) => list.map((each) => ({ ...each, id: toBytes(each.id) }));

function asText(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = fromBytes(credential.response[name]);
  }
  if (credential.response.getTransports) response.transports = credential.response.getTransports();
  return {
    id: credential.id,
    rawId: fromBytes(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment || null,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  };
}

function toBytes(text) {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (each) => each.charCodeAt(0));
}

function fromBytes(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}
