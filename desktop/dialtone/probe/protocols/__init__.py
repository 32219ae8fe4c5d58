"""The protocols that messengers' servers speak, and how each server proves its identity."""
