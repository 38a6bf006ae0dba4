using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using Pivot.Runner.Benchmarks;
using TorchSharp;

if (CheckpointLoading.Run(args) || FleetMeasurements.Run(args)) return;

// In this process, since a generated one would copy half a gigabyte of libtorch for each benchmark. One thread: ratios hold then on a shared machine.
torch.set_num_threads(1);
var config = ManualConfig.Create(DefaultConfig.Instance)
    .AddJob(Job.ShortRun.WithToolchain(InProcessNoEmitToolchain.Instance).WithIterationCount(10))
    .HideColumns(Column.Error, Column.Job, Column.Toolchain)
    .AddColumn(StatisticColumn.Median)
    .WithOptions(ConfigOptions.DisableOptimizationsValidator);
BenchmarkSwitcher.FromAssembly(typeof(CompileBenchmarks).Assembly).Run(args, config);
