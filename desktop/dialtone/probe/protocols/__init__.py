"""The protocols that messengers' servers speak, and how each server proves who it is."""
