// Says in words when a passkey was not used: cancelled, unknown to the device, or not possible in this browser.
(function () {
  const sentences = {
    NotAllowedError: 'Der Passkey wurde nicht benutzt. Sie können es noch einmal versuchen oder einen anderen Weg nehmen.',
    InvalidStateError: 'Auf diesem Gerät gibt es schon einen Passkey für Ihr Konto.',
    NotSupportedError: 'Dieses Gerät kann diesen Passkey nicht anlegen. Nehmen Sie das Häkchen weg, oder nehmen Sie ein anderes Gerät.'
  }
  document.addEventListener('allauth.error', function (event) {
    event.preventDefault()
    const place = document.getElementById('passkey-answer')
    const name = event.detail.exception && event.detail.exception.name
    place.textContent = sentences[name] || 'Mit dem Passkey hat es nicht geklappt. Bitte versuchen Sie es noch einmal.'
    place.hidden = false
  })
})()
