return Pivot.Runner.Cli.PivotCommand.Invoke(args);
