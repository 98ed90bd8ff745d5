using Mezzotint.Cli;

return CommandLine.Run(args);
