package greenroom.publication;

import java.util.Locale;

/** Colours by how they look: OKLCH (CSS Color 4 section 9.2), where equal lightness looks equally light in every hue. */
final class Colour {
    private Colour() {}

    /**
     * As {@code #rrggbb}; what the screen cannot show is clipped.
     *
     * @param lightness 0 to 1
     * @param chroma 0 (grey) to about 0.3
     * @param hue in degrees
     */
    static String of(double lightness, double chroma, double hue) {
        var a = chroma * Math.cos(Math.toRadians(hue));
        var b = chroma * Math.sin(Math.toRadians(hue));
        var l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
        var m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
        var s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
        return String.format(
                Locale.ROOT,
                "#%02x%02x%02x",
                channel(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
                channel(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
                channel(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s));
    }

    private static double cube(double value) {
        return value * value * value;
    }

    /** Linear light to sRGB, 0 to 255. */
    private static int channel(double linear) {
        var bounded = Math.min(1, Math.max(0, linear));
        var encoded = bounded <= 0.0031308 ? 12.92 * bounded : 1.055 * Math.pow(bounded, 1 / 2.4) - 0.055;
        return (int) Math.round(255 * encoded);
    }
}
