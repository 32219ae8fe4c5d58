"""What the window shows, without widgets: state, presenters and their inputs."""
