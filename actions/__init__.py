"""The bot's custom actions: look facts up, build replies. Flat on purpose: rasa-sdk's loader does not like
subfolders."""
