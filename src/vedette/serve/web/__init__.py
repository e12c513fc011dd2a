"""The web app and its API: `vedette serve`. Everything here needs the part `web` of the package."""
