"""What touches the world: databases, Redis, the bot, the insurer, channels."""
