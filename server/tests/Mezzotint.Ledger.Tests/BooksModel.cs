namespace Mezzotint.Ledger.Tests;

/// <summary>What the ledger should do to one wallet, in memory and one step at a time.</summary>
sealed class BooksModel
{
    readonly List<(long Posted, long Pending, bool IsExpired)> _grants = [];
    readonly List<(long Price, char[] Images, List<(int Grant, long Amount)> Parts)> _holds = [];

    /// <summary>(posted, pending) of each grant, those that expire first first.</summary>
    public IEnumerable<(long Posted, long Pending)> Grants => _grants.Select(grant => (grant.Posted, grant.Pending));

    public int HoldCount => _holds.Count;

    public long Available => _grants.Where(grant => !grant.IsExpired).Sum(grant => grant.Posted - grant.Pending);

    public void Grant(long amount) => _grants.Add((amount, 0, false));

    public HoldResult Hold(long price, int count)
    {
        if (Available < price * count)
            return new HoldResult.InsufficientCredits(Available);
        var parts = Take(price * count);
        foreach (var (grant, amount) in parts)
            Change(grant, 0, amount);
        _holds.Add((price, [.. Enumerable.Repeat('h', count)], parts));
        return new HoldResult.Held(Available);
    }

    public AdjustResult TakeAway(long amount)
    {
        if (Available < amount)
            return new AdjustResult.InsufficientCredits(Available);
        foreach (var (grant, part) in Take(amount))
            Change(grant, -part, 0);
        return new AdjustResult.Adjusted();
    }

    public CaptureResult Capture(int hold, int image)
    {
        var images = _holds[hold].Images;
        if (image >= images.Length)
            return CaptureResult.NotFound;
        if (images[image] != 'h')
            return images[image] == 'c' ? CaptureResult.AlreadyCaptured : CaptureResult.AlreadyReleased;
        images[image] = 'c';
        foreach (var (grant, amount) in Shares(hold, image))
            Change(grant, -amount, -amount);
        return CaptureResult.Captured;
    }

    public ReleaseResult Release(int hold, int? image)
    {
        var images = _holds[hold].Images;
        if (image >= images.Length)
            return new ReleaseResult.NotFound();
        var held = Enumerable.Range(0, images.Length)
            .Where(index => images[index] == 'h' && index == (image ?? index)).ToList();
        if (held.Count == 0)
            return new ReleaseResult.AlreadySettled();
        long returned = 0, expired = 0;
        foreach (var (grant, amount) in held.SelectMany(index => Shares(hold, index)))
        {
            var gone = _grants[grant].IsExpired ? amount : 0;
            Change(grant, -gone, -amount);
            returned += amount - gone;
            expired += gone;
        }
        held.ForEach(index => images[index] = 'r');
        return new ReleaseResult.Released(held.Count, returned, expired);
    }

    public void LetExpire()
    {
        var next = _grants.FindIndex(grant => !grant.IsExpired);
        if (next >= 0)
            _grants[next] = _grants[next] with { IsExpired = true };
    }

    public ExpireResult Expire()
    {
        var due = Enumerable.Range(0, _grants.Count)
            .Where(grant => _grants[grant].IsExpired && _grants[grant].Posted > _grants[grant].Pending).ToList();
        var total = due.Sum(grant => _grants[grant].Posted - _grants[grant].Pending);
        due.ForEach(grant => Change(grant, _grants[grant].Pending - _grants[grant].Posted, 0));
        return new ExpireResult(due.Count, total);
    }

    List<(int Grant, long Amount)> Take(long amount)
    {
        var parts = new List<(int, long)>();
        for (var grant = 0; amount > 0; grant++)
        {
            var part = _grants[grant].IsExpired ? 0
                : Math.Min(amount, _grants[grant].Posted - _grants[grant].Pending);
            if (part > 0)
                parts.Add((grant, part));
            amount -= part;
        }
        return parts;
    }

    /// <summary>The image's stretch of what the parts make together.</summary>
    IEnumerable<(int Grant, long Amount)> Shares(int hold, int image)
    {
        var (price, _, parts) = _holds[hold];
        long skip = image * price, rest = price;
        foreach (var (grant, amount) in parts)
        {
            var share = Math.Clamp(amount - skip, 0, rest);
            skip = Math.Max(0, skip - amount);
            rest -= share;
            if (share > 0)
                yield return (grant, share);
        }
    }

    void Change(int grant, long posted, long pending) => _grants[grant] = (
        _grants[grant].Posted + posted, _grants[grant].Pending + pending, _grants[grant].IsExpired);
}
