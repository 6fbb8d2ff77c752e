<div id="footer"><p><?php bloginfo( 'name' ); ?> runs on <a href="https://wordpress.org/">WordPress</a></p></div>
</div>
<?php wp_footer(); ?>
</body>
</html>
