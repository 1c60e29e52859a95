"""The self-service kiosk: three touches to a slip, progress by code, guides, rating. Stands on an enrolled device."""
