using Pivot.Runner.Evaluation.Metrics;
using Pivot.Runner.Tests.Goldens;

namespace Pivot.Runner.Tests.Evaluation.Metrics;

public class ConfusionMatrixTests
{
    [Fact]
    public void Six_pixels_worked_by_hand()
    {
        var matrix = new ConfusionMatrix(4, ignore: 255);
        matrix.Add([0, 0, 0, 1, 1, 255], [0, 0, 1, 1, 2, 0]);
        Assert.Equal(5, matrix.Total);
        Assert.Equal(1, matrix[0, 1]);
        // class 0: 2 / 3; class 1: 1 / (2 + 2 - 1); class 2: predicted once, never true: 0; class 3: nowhere
        Assert.Equal([2 / 3.0, 1 / 3.0, 0, null], matrix.ClassIoU());
        Assert.Equal([2 / 3.0, 1 / 2.0, null, null], matrix.ClassRecall());
        Assert.Equal(1 / 3.0, matrix.MeanIoU(), 12);
        Assert.Equal(7 / 12.0, matrix.MacroRecall(), 12);
        Assert.Equal(3 / 5.0, matrix.PixelAccuracy(), 12);
    }

    [Fact]
    public void Pictures_add_up()
    {
        var (a, b) = (new ConfusionMatrix(2), new ConfusionMatrix(2));
        a.Add([0, 1], [0, 0]);
        b.Add([1], [1]);
        a.Add(b);
        Assert.Equal([1L, 0, 1, 1], [a[0, 0], a[0, 1], a[1, 0], a[1, 1]]);
    }

    [Fact]
    public void A_label_that_is_no_class_is_refused_and_the_ignore_value_is_no_prediction()
    {
        var matrix = new ConfusionMatrix(2, ignore: 9);
        Assert.Contains("ignore value 9", Assert.Throws<ArgumentOutOfRangeException>(() => matrix.Add(2, 0)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix.Add(0, 9));
        Assert.Throws<ArgumentException>(() => matrix.Add([0], [0, 1]));
        Assert.Throws<InvalidOperationException>(() => matrix.MeanIoU());
        Assert.Throws<InvalidOperationException>(() => matrix.PixelAccuracy());
    }

    [Fact, Trait("Category", "Golden")]
    public void Agrees_with_scikit_learn_and_mmsegmentation()
    {
        foreach (var golden in GoldenFolder.With("seg.confusion"))
        {
            var classes = (int)golden["seg.confusion"].shape[0];
            var matrix = new ConfusionMatrix(classes, ignore: 255);
            matrix.Add(golden.Bytes("seg.gt"), golden.Bytes("seg.pred"));

            Assert.Equal(golden.Ints("seg.confusion").Select(n => (long)n), from t in Enumerable.Range(0, classes) from p in Enumerable.Range(0, classes) select matrix[t, p]);
            Assert.Equal(golden.Numbers("seg.iou"), matrix.ClassIoU().Select(v => v ?? -1), Close);
            Assert.Equal(golden.Numbers("seg.acc"), matrix.ClassRecall().Select(v => v ?? -1), Close);
            Near.Equal(golden.Number("seg.miou"), matrix.MeanIoU(), 1e-5, 1e-5, "miou");
            Near.Equal(golden.Number("seg.mean_acc"), matrix.MacroRecall(), 1e-5, 1e-5, "macro recall");
            Near.Equal(golden.Number("seg.pixel_acc"), matrix.PixelAccuracy(), 1e-5, 1e-5, "pixel accuracy");
        }
    }

    [Fact, Trait("Category", "Golden")]
    public void Accuracy_and_balanced_accuracy_of_a_classifier_agree_with_scikit_learn()
    {
        foreach (var golden in GoldenFolder.With("cls.balanced_accuracy"))
        {
            var labels = golden.Ints("cls.labels");
            var predictions = golden["cls.logits"].argmax(1).data<long>().ToArray();
            var matrix = new ConfusionMatrix((int)golden["cls.logits"].shape[1]);
            for (var i = 0; i < labels.Length; i++) matrix.Add(labels[i], (int)predictions[i]);
            Near.Equal(golden.Number("cls.balanced_accuracy"), matrix.MacroRecall(), 1e-5, 1e-5, "balanced accuracy");
            Near.Equal(golden.Number("cls.accuracy"), TopKAccuracy.Share(TopKAccuracy.Hits(golden["cls.logits"], labels, 1)), 1e-5, 1e-5, "accuracy");
        }
    }

    private static bool Close(double a, double b) => Math.Abs(a - b) <= 1e-5 + 1e-5 * Math.Abs(a);
}
